'use client';

import { useEffect, useRef, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { InteractionStreamHandle } from '../../react/useInteractionStream.ts';
import { type EndFollower, followEnd } from './followEnd.ts';
import { IconButton } from '../parts/Button.tsx';
import { slotProps } from '../parts/slotProps.ts';

/** Props of `InteractionScroll`, beside those of its `div`. */
export interface InteractionScrollProps extends ComponentPropsWithRef<'div'> {
  /** What `useInteractionStream` gave: whatever is sent on it is scrolled to, wherever the reader was. */
  stream?: Pick<InteractionStreamHandle, 'store'>;
}

/**
 * A box that scrolls, and follows what grows in it: its end stays in sight until the reader scrolls up, and a button leads
 * back there. It takes the height that it is given, and may hold anything beside a thread.
 */
export function InteractionScroll({ stream, className, children, ...rest }: InteractionScrollProps): ReactNode {
  const { scroll } = useLabels();
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follower = useRef<EndFollower>(undefined);
  const [{ isFollowing, isAtEnd }, setState] = useState({ isFollowing: true, isAtEnd: true });

  useEffect(() => {
    if (!box.current || !content.current) return;
    const own = followEnd(box.current, content.current, (next) =>
      setState((last) => (last.isFollowing === next.isFollowing && last.isAtEnd === next.isAtEnd ? last : next)),
    );
    follower.current = own;
    return () => own.disconnect();
  }, []);

  useEffect(
    () =>
      stream?.store.subscribe(({ interactions }, before) => {
        if (interactions.length > before.interactions.length) follower.current?.jump();
      }),
    [stream?.store],
  );

  return (
    <div {...rest} {...slotProps('scroll', isFollowing ? 'following' : 'released', className)}>
      <section className="ris-scroll-box" ref={box} tabIndex={0} aria-label={scroll.region}>
        <div ref={content}>{children}</div>
      </section>
      {!isAtEnd && (
        <IconButton
          className="ris-scroll-jump"
          icon="chevron"
          label={scroll.jump}
          onClick={() => follower.current?.jump('smooth')}
        />
      )}
    </div>
  );
}
