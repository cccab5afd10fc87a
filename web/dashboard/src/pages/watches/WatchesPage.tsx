import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_WATCHES, useWatches, type WatchDefinition } from '../../api/watches';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { WatchForm } from './WatchForm';
import { WatchTable } from './WatchTable';

/** Which series the detectors judge. */
export function WatchesPage(): ReactElement {
  const { t } = useTranslation();
  const watches = useWatches();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<WatchDefinition>();
  const open = (definition?: WatchDefinition): void => {
    setEdited(definition);
    form.open();
  };
  const full = watches.data !== undefined && watches.data.length >= MOST_WATCHES;
  return (
    <>
      <PageHeader title={t('watches.title')} lead={t('watches.lead')}>
        <RoleGate needs="operator" unless={full ? t('watches.full', { count: MOST_WATCHES }) : null}>
          <Button leftSection={<IconPlus size={16} />} onClick={() => { open(); }}>{t('watches.create')}</Button>
        </RoleGate>
      </PageHeader>
      <Panel flush>
        <WatchTable source={watches} watches={watches.data} empty={<Notice title={t('watches.none')}>{t('watches.noneText')}</Notice>} onEdit={open} />
      </Panel>
      <WatchForm definition={edited} opened={opened} onClose={form.close} />
    </>
  );
}
