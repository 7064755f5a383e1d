import { isTurnOver } from '../../protocol/Interaction.ts';
import { LONGEST_TIMER } from '../../stream/longestTimer.ts';
import type { InteractionState } from '../state/InteractionState.ts';

/** How long a connection may stay silent and open after the API has said that it is over, in ms. Some servers never close it. */
export const GRACE = 1000;

/**
 * The same where only the status said so, in ms: after a `requires_action` or a `requires_continuation` the same stream may
 * go on.
 */
const STATUS_GRACE = 10_000;

export interface WatchOptions {
  /** Closes the connection. */
  hangUp: () => void;
  /** Whether more could be had by asking for the interaction again. */
  canResume: (interaction: InteractionState) => boolean;
  /** How long the connection may be silent before it is taken for dead, in ms. */
  silence: number;
}

/** An open connection that is watched. */
export interface Watch {
  /** Something came, or the connection has just opened: this is how the interaction stands now. */
  heard(interaction: InteractionState): void;
  /** The connection has closed. Leaves no timer and no listener behind. */
  end(): void;
}

/**
 * Does not wait for ever for an open connection to say more, or to close. One that is silent for long, or was open when the
 * network came back, may be dead without anybody having said so: it is taken up anew, if that is possible.
 */
export function watchConnection({ hangUp, canResume, silence }: WatchOptions): Watch {
  let interaction: InteractionState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function takeUpAnew(): void {
    if (interaction && canResume(interaction)) hangUp();
  }

  globalThis.addEventListener?.('online', takeUpAnew);
  return {
    heard(now) {
      interaction = now;
      clearTimeout(timer);
      if (now.outcome !== 'running') timer = setTimeout(hangUp, GRACE);
      else if (isTurnOver(now.status) || now.fold.continuing) timer = setTimeout(hangUp, STATUS_GRACE);
      else timer = setTimeout(takeUpAnew, Math.min(silence, LONGEST_TIMER));
    },
    end() {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', takeUpAnew);
    },
  };
}
