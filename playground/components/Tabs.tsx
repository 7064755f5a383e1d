import { type KeyboardEvent, useRef } from 'react';

interface TabsProps<Name extends string> {
  titles: { readonly [name in Name]: string };
  value: Name;
  /** The id of the panel that they switch. */
  controls: string;
  onChange: (name: Name) => void;
}

/** Tabs in a row: the arrow keys go from one to the next, and show what they reach. */
export function Tabs<Name extends string>({ titles, value, controls, onChange }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);
  const names = Object.keys(titles) as Name[];
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const next = (names.indexOf(value) + by + names.length) % names.length;
    onChange(names[next] ?? value);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className="pg-tabs" role="tablist" tabIndex={-1} ref={list} onKeyDown={onKeyDown}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === value}
          aria-controls={controls}
          tabIndex={name === value ? 0 : -1}
          onClick={() => onChange(name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  );
}
