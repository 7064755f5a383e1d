import { fireEvent } from '@testing-library/react';

/** Opens every group of activity that is folded to one line. */
export function unfold(container: HTMLElement): void {
  for (const line of container.querySelectorAll('.ris-group[data-state="folded"] > button.ris-row'))
    fireEvent.click(line);
}
