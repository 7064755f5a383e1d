import type { ComponentPropsWithRef } from 'react';
import { PlaygroundIcon, type PlaygroundIconName } from './PlaygroundIcon.tsx';

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  icon: PlaygroundIconName;
  label: string;
}

export function IconButton({ icon, label, className = '', ...props }: IconButtonProps) {
  return (
    <button type="button" className={`pg-icon-button ${className}`} aria-label={label} title={label} {...props}>
      <PlaygroundIcon name={icon} />
    </button>
  );
}
