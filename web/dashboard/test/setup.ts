import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// happy-dom has no fonts; text areas that grow listen for them.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

// When to give up waiting for what a page is to show: seconds pass on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);
