import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import type { Fault } from './Fault.ts';
import type { InteractionsServerOptions } from './InteractionsServerOptions.ts';
import { labelOf } from './labels.ts';
import { parseFaults } from './parseFaults.ts';
import type { Route } from './readRoute.ts';

/** Says what is to go wrong with a request: counts it, asks the option `faults`, and reads the labels of a create. */
export function createFaultSource(
  ask: InteractionsServerOptions['faults'],
): (method: string, route: Route, params: CreateInteractionParams | undefined) => Fault[] | Response {
  const attempts = new Map<string | undefined, number>();

  return (method, { action, id, query }, params) => {
    const attempt = attempts.get(id) ?? 0;
    attempts.set(id, attempt + 1);
    const stream = action === 'create' ? params?.stream === true : query.get('stream') === 'true';
    const lastEventId = query.get('last_event_id') ?? undefined;
    const asked = ask?.({ method, action, id, params, stream, lastEventId, attempt }) ?? [];
    try {
      const label = action === 'create' && params ? labelOf(params, 'fault') : undefined;
      return [asked, parseFaults(label ?? '')].flat();
    } catch (error) {
      return apiErrorResponse('invalid_request', error instanceof Error ? error.message : String(error));
    }
  };
}
