import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect`, without the complaint of React 18 on a server, which runs neither. */
export const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;
