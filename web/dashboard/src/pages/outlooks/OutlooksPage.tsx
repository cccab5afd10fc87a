import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_OUTLOOKS, useOutlooks, type OutlookDefinition } from '../../api/outlooks';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { OutlookForm } from './OutlookForm';
import { OutlookTable } from './OutlookTable';

/** Which forecasts are kept fresh. */
export function OutlooksPage(): ReactElement {
  const { t } = useTranslation();
  const outlooks = useOutlooks();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<OutlookDefinition>();
  const open = (definition?: OutlookDefinition): void => {
    setEdited(definition);
    form.open();
  };
  const full = outlooks.data !== undefined && outlooks.data.length >= MOST_OUTLOOKS;
  return (
    <>
      <PageHeader title={t('outlooks.title')} lead={t('outlooks.lead')}>
        <RoleGate needs="operator" unless={full ? t('outlooks.full', { count: MOST_OUTLOOKS }) : null}>
          <Button leftSection={<IconPlus size={16} />} onClick={() => { open(); }}>{t('outlooks.create')}</Button>
        </RoleGate>
      </PageHeader>
      <Panel flush>
        <OutlookTable source={outlooks} outlooks={outlooks.data} empty={<Notice title={t('outlooks.none')}>{t('outlooks.noneText')}</Notice>} onEdit={open} />
      </Panel>
      <OutlookForm definition={edited} opened={opened} onClose={form.close} />
    </>
  );
}
