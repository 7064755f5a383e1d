'use client';

import { useTransport } from '../react/InteractionProvider.tsx';
import { usageError } from '../stream/usageError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';

/**
 * The transport that a hook was given, or that of the nearest provider.
 *
 * @throws InteractionStreamError of type `usage` where there is neither.
 */
export function useRequiredTransport(own: InteractionTransport | undefined, hook: string): InteractionTransport {
  const provided = useTransport();
  const transport = own ?? provided;
  if (transport) return transport;
  throw usageError(
    `${hook}() has no transport, and so no way to ask your server. Put ` +
      "<InteractionProvider transport={createFetchTransport({ url: '/api/interactions' })}> above it, " +
      'or pass it a { transport }.',
  );
}
