/** A picture as its pixels. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue in a number, row by row. */
  readonly pixels: Uint32Array;
}
