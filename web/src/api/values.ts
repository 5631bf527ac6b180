// Seconds of a Duration such as "12.3s"; 0 when absent.
export function seconds(duration: string | undefined): number {
  const match = /^(-?\d+(?:\.\d+)?)s$/.exec(duration ?? '');
  return match ? Number(match[1]) : 0;
}

export function durationOf(secondsCount: number): string {
  return `${secondsCount}s`;
}

// A 64-bit number, which JSON carries as a string.
export function bigNumber(value: string | number | undefined): number {
  return Number(value ?? 0);
}
