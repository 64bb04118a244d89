/** To be made. */
export function FaultBanner() {
  return null;
}
