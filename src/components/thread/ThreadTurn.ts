import type { Usage } from '../../protocol/Usage.ts';
import type { InteractionOutcome, InteractionState, StepEntry } from '../../store/state/InteractionState.ts';
import { sumUsage } from '../../store/reducer/usage.ts';
import { endOf, type EndItem, type Turn } from './arrangeThread.ts';
import { textOfAnswer, textOfInput } from './textOfAnswer.ts';

/** A turn that is over: from what was asked to the next question. */
export interface ThreadTurn {
  /** Of its first interaction: what `edit` and `regenerate` take. */
  readonly key: string;
  /** The API's last word on its last interaction. */
  readonly status: InteractionState['status'];
  /** How the stream of its last interaction ended, or `running`. */
  readonly outcome: InteractionOutcome;
  /** Whether no other turn follows it. */
  readonly isLast: boolean;
  /** Everything in it, in order: what was asked, and what came. */
  readonly entries: readonly StepEntry[];
  /** The text of what was asked. `''` if there is none. */
  readonly input: string;
  /** The text of its answers, as the model wrote it: markdown, without citations. `''` if there is none. */
  readonly text: string;
  /** The tokens of all its interactions. */
  readonly usage?: Usage;
}

/** What hosts are told of a turn. */
export function threadTurn(turn: Turn, isLast: boolean): ThreadTurn {
  const ends = turn.items.filter((item): item is EndItem => 'part' in item);
  const parts = ends.map(({ part }) => part);
  const rows = turn.items.flatMap((item) => ('part' in item ? [] : item.rows));
  const last = endOf(turn)?.part;
  return {
    key: parts[0]?.key ?? '',
    status: last?.status ?? 'idle',
    outcome: last?.outcome ?? 'finished',
    isLast,
    entries: rows.flatMap(({ entry, result }) => (result ? [entry, result] : [entry])),
    input: textOfInput(rows.map(({ entry }) => entry)),
    text: textOfAnswer(rows.map(({ entry }) => entry)),
    usage: parts.reduce<Usage | undefined>((sum, { usage }) => (usage ? sumUsage(sum, usage) : sum), undefined),
  };
}
