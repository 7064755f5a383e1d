interface SliderProps {
  label: string;
  /** From the left end to the right. */
  values: readonly number[];
  value: number;
  format: (value: number) => string;
  onChange: (value: number) => void;
}

/** A slider over a few values. One that is not among them, from the URL, is kept until the slider moves. */
export function Slider({ label, values, value, format, onChange }: SliderProps) {
  const distances = values.map((candidate) => Math.abs(candidate - value));
  const position = distances.indexOf(Math.min(...distances));
  return (
    <label className="pg-slider">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={values.length - 1}
        value={position}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(values[event.target.valueAsNumber] ?? value)}
      />
      <output>{format(value)}</output>
    </label>
  );
}
