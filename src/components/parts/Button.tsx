import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

type ButtonProps = ComponentPropsWithoutRef<'button'>;

/** A button that sends no form: words in a frame, unless the class says otherwise. */
export function Button(props: ButtonProps): ReactNode {
  return <button type="button" className="ris-button" {...props} />;
}

/** One that is nothing but its words. */
export function TextButton(props: ButtonProps): ReactNode {
  return <Button className="ris-text-button" {...props} />;
}

export interface IconButtonProps extends ButtonProps {
  icon: IconName;
  /** What it does: said aloud, and shown under a mouse that rests on it. */
  label: string;
}

/** One that is an icon. What else stands in it comes behind that. */
export function IconButton({ icon, label, children, ...rest }: IconButtonProps): ReactNode {
  return (
    <Button className="ris-icon-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
      {children}
    </Button>
  );
}
