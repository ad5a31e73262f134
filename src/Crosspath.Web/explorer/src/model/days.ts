// Days are numbers since 1970-01-01 UTC: sliders and scales need no more. Times of certificates stay ISO 8601 texts.

const msPerDay = 86_400_000;

export const dayOf = (time: string): number => Math.floor(Date.parse(time) / msPerDay);

export const isoDay = (day: number): string => new Date(day * msPerDay).toISOString().slice(0, 10);

export const today = (): number => Math.floor(Date.now() / msPerDay);

/** A time to people: the day, and the time of day only where it is not midnight. */
export function timeText(time: string): string {
  const [day = time, rest = ""] = time.split("T");
  return rest === "" || rest.startsWith("00:00:00") ? day : `${day} ${rest.slice(0, 8)}`;
}

/** A time as a fraction of days, for scales. */
export const exactDay = (time: string): number => Date.parse(time) / msPerDay;

/** Round days for the marks of a scale: years, or months where the span is short. At most about `most` of them. */
export function ticks(from: number, to: number, most: number): { day: number; text: string }[] {
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => (to - from) / (step * 30.44) <= most) ?? 2400;
  const start = new Date(from * msPerDay);
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  const found: { day: number; text: string }[] = [];
  for (; found.length <= most; month += months) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / msPerDay;
    if (day > to) break;
    if (day < from) continue;
    const year = String(Math.floor(month / 12));
    found.push({ day, text: months >= 12 ? year : `${year}-${String((month % 12) + 1).padStart(2, "0")}` });
  }
  return found;
}
