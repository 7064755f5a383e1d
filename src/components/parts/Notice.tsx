import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from './Button.tsx';
import { FoldedText } from './FoldedText.tsx';
import { Icon, type IconName } from './icons.tsx';
import { slotProps } from './slotProps.ts';

/** How serious a notice is: something failed, something is missing, or it is just so. Goes out as `data-state`. */
export type NoticeTone = 'error' | 'warn' | 'info';

/** Props of `Notice`, beside those of its `div`. */
export interface NoticeProps extends ComponentPropsWithRef<'div'> {
  /** Default `info`. */
  tone?: NoticeTone;
  /** Default: the tone's. */
  icon?: IconName;
  /** What it says to developers, one click away: the message of an error. */
  details?: string;
  /** Shows the button "Try again". */
  onRetry?: () => void;
  /** A button of the caller's own, in place of "Try again". */
  action?: ReactNode;
  /** One plain sentence: what happened, and what is kept. */
  children?: ReactNode;
}

const ICONS: Record<NoticeTone, IconName> = { error: 'error', warn: 'warning', info: 'info' };

/** A full-width bar that says what happened, with the one button that helps. */
export function Notice({
  tone = 'info',
  icon = ICONS[tone],
  details,
  onRetry,
  action,
  className,
  children,
  ...rest
}: NoticeProps): ReactNode {
  const { common, notice } = useLabels();
  return (
    <div {...rest} {...slotProps('notice', tone, className)}>
      <Icon name={icon} className="ris-notice-icon" />
      <div className="ris-notice-text" dir="auto">
        {children}
        {details && ' '}
        {details && (
          <details className="ris-notice-details">
            <summary className="ris-text-button">{notice.details}</summary>
            <FoldedText text={details} />
          </details>
        )}
      </div>
      {action}
      {onRetry && !action && <Button onClick={onRetry}>{common.tryAgain}</Button>}
    </div>
  );
}
