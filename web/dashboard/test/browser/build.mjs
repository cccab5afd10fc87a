import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the page into a folder of the tests' own, so that a running system keeps the page it has. */
export async function setup(project) {
  const folder = await mkdtemp(join(tmpdir(), 'perfmonitor-page-'));
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } });
  project.provide('dist', folder);
  return () => rm(folder, { recursive: true, force: true });
}
