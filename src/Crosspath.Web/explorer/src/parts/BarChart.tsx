export interface Bar {
  key: string;
  text: string;
  value: number;
}

/** Bars with their names and numbers; choosing one tells what is behind it. */
export function BarChart({ bars, chosen, onChoose }: { bars: Bar[]; chosen?: string; onChoose: (key: string) => void }) {
  const largest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul class="bar-chart">
      {bars.map((bar) => (
        <li key={bar.key}>
          <button type="button" aria-pressed={bar.key === chosen} onClick={() => onChoose(bar.key)}>
            <span class="bar-text">{bar.text}</span>
            <svg class="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width={(bar.value / largest) * 100} height="8" /></svg>
            <span class="bar-value number">{bar.value}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
