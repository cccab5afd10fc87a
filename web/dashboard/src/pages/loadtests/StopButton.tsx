import { Button } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useStopLoadTest, type LoadTest } from '../../api/loadTests';
import { RoleGate } from '../../components/RoleGate';
import { useConfirm } from '../../components/useConfirm';

/** Ends a run before its time; what it measured so far stays. */
export function StopButton({ run }: { readonly run: LoadTest }): ReactElement {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const stop = useStopLoadTest();
  return (
    <RoleGate needs="operator">
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        onClick={() => {
          confirm({ title: t('loadTests.stopTitle'), text: t('loadTests.stopText', { name: run.name }), action: t('loadTests.stop'), run: () => stop.mutateAsync(run.id) });
        }}
      >
        {t('loadTests.stop')}
      </Button>
    </RoleGate>
  );
}
