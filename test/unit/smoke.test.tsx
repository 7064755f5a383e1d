// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

test('React renders into jsdom', () => {
  render(<p>hello</p>);
  expect(screen.getByText('hello').tagName).toBe('P');
});
