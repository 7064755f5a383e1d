import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

test('React renders into a real browser that lays out', () => {
  render(<p style={{ width: 120 }}>hello</p>);
  expect(screen.getByText('hello').getBoundingClientRect().width).toBe(120);
});
