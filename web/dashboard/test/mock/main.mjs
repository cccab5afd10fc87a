import { fileURLToPath } from 'node:url';
import { startMock } from './server.mjs';

const port = Number(process.env.PORT ?? 3000);
const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const mock = await startMock({ port, dist });
console.log(`Mock: http://127.0.0.1:${mock.port}/dashboard (admin, olga or viet; password "password")`);
