import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// happy-dom has no fonts; text areas that grow listen for them.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

afterEach(cleanup);
