// In place of the declarations of jsdom and happy-dom, which Vitest mentions and a strict compiler does not take.
export type ConstructorOptions = never;
export declare const Window: new (options?: object) => object;
