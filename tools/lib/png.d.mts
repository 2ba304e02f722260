export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}
export function palettePng(picture: Picture): Buffer;
