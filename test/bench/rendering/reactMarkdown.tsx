import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { growing } from './growing.tsx';

const plugins = [remarkGfm];

export const candidate = growing(({ children }) => <ReactMarkdown remarkPlugins={plugins}>{children}</ReactMarkdown>);
