/** Widths at which a preview can be looked at, CSS pixels. */

export type Device = 'fit' | 'desktop' | 'tablet' | 'phone';

export interface DeviceChoice {
  readonly id: Device;
  readonly label: string;
  /** Null fills the pane. */
  readonly width: number | null;
}

export const devices: readonly DeviceChoice[] = [
  { id: 'fit', label: 'Fill the pane', width: null },
  { id: 'desktop', label: 'Desktop, 1280 wide', width: 1280 },
  { id: 'tablet', label: 'Tablet, 834 wide', width: 834 },
  { id: 'phone', label: 'Phone, 390 wide', width: 390 },
];

export interface Fit {
  /** Size of the frame before scaling, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** At most 1: a frame is made smaller to fit, never blown up. */
  readonly scale: number;
}

/** How a frame of a wished width sits in a pane. */
export function fitFrame(
  pane: { readonly width: number; readonly height: number },
  width: number | null,
  grow = false,
): Fit {
  if (width === null || pane.width === 0) return { width: pane.width, height: pane.height, scale: 1 };
  const wanted = pane.width / width;
  const scale = grow ? wanted : Math.min(1, wanted);
  return { width, height: pane.height / scale, scale };
}
