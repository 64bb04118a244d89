/** Something that a key or the palette can do. */
export interface Command {
  readonly name: string;
  /** Its shortcut, as `KeyboardEvent.key` names it; `Mod+k` is with Control or Command. */
  readonly key?: string;
  readonly run: () => void;
}
