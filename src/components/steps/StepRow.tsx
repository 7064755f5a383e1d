import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from '../parts/Button.tsx';
import { Elapsed } from './Elapsed.tsx';
import { clipLine } from '../parts/clipLine.ts';
import { Icon, type IconName } from '../parts/icons.tsx';

/** What a row says. */
export interface StepRowContent {
  icon: IconName;
  /** What is done, in the right tense. */
  verb: string;
  /** What it is done with, in mono: a function's name. */
  name?: string;
  /** The one most telling detail. */
  detail?: string;
  /** A word at the end: that it failed, or waits for someone. */
  note?: string;
  noteTone?: 'error' | 'warn' | 'accent';
  /** In ms. */
  duration?: number;
  /** When what is being done began, in ms since the epoch: the row says how long it goes on by now. */
  since?: number;
  /** It is being done now: the verb shimmers. */
  active?: boolean;
}

export interface StepRowProps {
  row: StepRowContent;
  open?: boolean;
  panelId?: string;
  /** Makes the whole row a button. */
  onToggle?: () => void;
}

/** One line of activity: icon, verb, name, detail, note, duration, chevron. */
export function StepRow({ row, open, panelId, onToggle }: StepRowProps): ReactNode {
  const active = row.active ? '' : undefined;
  if (!onToggle) {
    return (
      <div className="ris-row" data-active={active}>
        <RowContent {...row} />
      </div>
    );
  }
  return (
    <Button
      className="ris-row"
      data-active={active}
      aria-expanded={open}
      aria-controls={open ? panelId : undefined}
      onClick={onToggle}
    >
      <RowContent {...row} />
      <Icon name="chevron" className="ris-row-chevron" />
    </Button>
  );
}

/** What stands behind the verb is another element with another verb: to a browser, none that has moved. */
function RowContent({ icon, verb, name, detail, note, noteTone, duration, since, active }: StepRowContent): ReactNode {
  const { common } = useLabels();
  return (
    <>
      <Icon name={icon} className="ris-row-icon" />
      <span className="ris-row-verb">{clipLine(active && !name ? `${verb}…` : verb)}</span>{' '}
      {name && (
        <code className="ris-row-name" key={`name ${verb}`}>
          {clipLine(name)}
        </code>
      )}{' '}
      <span className="ris-row-detail" dir="auto" key={`detail ${verb}`}>
        {detail && clipLine(detail)}
      </span>{' '}
      {note && (
        <span className="ris-row-note" data-tone={noteTone}>
          {note}
        </span>
      )}{' '}
      {duration !== undefined && <span className="ris-row-duration">{common.duration(duration)}</span>}
      {since !== undefined && <Elapsed since={since} />}
    </>
  );
}
