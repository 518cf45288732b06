/**
 * Up to where the log is to be cut after the event with this offset, if it is to be cut now. Only at every so many
 * offsets, a tenth of what is kept: to cut at every event would cost as much as to store it.
 */
export function trimPoint(offset: number, keep: number): number | undefined {
  const step = Math.max(1, Math.floor(keep / 10));
  return offset % step === 0 && offset > keep ? offset - keep : undefined;
}
