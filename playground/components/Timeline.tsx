import type { Session } from '../createSession.ts';
import { formatSize } from '../formatSize.ts';
import { saveTape } from '../saveTape.ts';
import { SPEEDS, usePlayback } from '../usePlayback.ts';
import { useTape } from '../useTape.ts';
import { useTimelineKeys } from '../useTimelineKeys.ts';
import { IconButton } from './IconButton.tsx';
import { LinkButton } from './LinkButton.tsx';
import { RenderCounts } from './RenderCounts.tsx';
import { TimelineStrip } from './TimelineStrip.tsx';

interface TimelineProps {
  session: Session;
  /** How many events are shown; all of them, if missing. */
  at: number | undefined;
}

/** All that came, in time, and the way back and forth through it. Like a player's it runs from left to right everywhere. */
export function Timeline({ session, at }: TimelineProps) {
  const { rows } = useTape(session.tape);
  const total = rows.length;
  const count = Math.min(at ?? total, total);
  const move = (by: number) => total > 0 && session.scrub(count + by);
  const { isPlaying, speed, toggle, setSpeed } = usePlayback(session);
  useTimelineKeys({ onMove: move, onToggle: toggle });

  const shown = rows.slice(0, count);
  const seconds = ((shown.at(-1)?.time ?? 0) / 1000).toFixed(2);
  const size = formatSize(shown.reduce((sum, row) => sum + row.size, 0));
  return (
    <section className="pg-timeline" aria-label="Timeline">
      <div className="pg-track" dir="ltr">
        <TimelineStrip rows={rows} at={count} onScrub={session.scrub} />
        <input
          type="range"
          aria-label="Position"
          min={0}
          max={total}
          value={count}
          disabled={total === 0}
          aria-valuetext={`${count} of ${total} events, ${seconds} s`}
          onChange={(event) => session.scrub(event.target.valueAsNumber)}
        />
      </div>
      <div className="pg-timeline-bar" dir="ltr">
        <IconButton
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? 'Pause' : 'Play again'}
          aria-keyshortcuts="Space"
          disabled={total === 0}
          onClick={toggle}
        />
        <select
          className="pg-speed"
          aria-label="Speed"
          value={speed}
          onChange={(event) => setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map((choice) => (
            <option key={choice} value={choice}>
              {choice}×
            </option>
          ))}
        </select>
        <IconButton icon="back" label="One event back" disabled={count === 0} onClick={() => move(-1)} />
        <span className="pg-position">
          {count} / {total}
        </span>
        <IconButton icon="forth" label="One event forth" disabled={count === total} onClick={() => move(1)} />
        <IconButton icon="end" label="To the end" disabled={at === undefined} onClick={() => session.scrub(Infinity)} />
        <span className="pg-muted pg-position-more">
          {seconds} s · {size}
        </span>
        <span className="pg-space" />
        <RenderCounts counter={session.renders} />
        <LinkButton disabled={total === 0} onLink={session.link} />
        <IconButton
          icon="save"
          label="Save as .sse"
          disabled={total === 0}
          onClick={() => saveTape(session.tape.look(), session.store.getState().settings.recording)}
        />
      </div>
    </section>
  );
}
