import { Streamdown } from 'streamdown';
import { growing } from './growing.tsx';

export const candidate = growing(({ children }) => <Streamdown>{children}</Streamdown>);
