import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { RestoreBackup } from './RestoreBackup';
import { TakeBackup } from './TakeBackup';

/** What people have set up, into a file and back. */
export function BackupSection(): ReactElement {
  return (
    <Stack gap="md">
      <TakeBackup />
      <RestoreBackup />
    </Stack>
  );
}
