import { Stack } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions, type EmergencyAction } from '../../api/actions';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { ActionTable } from './ActionTable';
import { KillSwitch, StoppedNotice } from './KillSwitch';
import { RunForm } from './RunForm';
import { RunTable } from './RunTable';

/** What alerts may do beyond telling somebody, what ran, and the switch that stops it all. */
export function ActionsPage(): ReactElement {
  const { t } = useTranslation();
  const actions = useActions();
  const [asked, setAsked] = useState<EmergencyAction | null>(null);
  const stopped = actions.data?.stopped ?? null;
  return (
    <>
      <PageHeader title={t('actionsPage.title')} lead={t('actionsPage.lead')}>
        {actions.data !== undefined && <KillSwitch stopped={stopped !== null} />}
      </PageHeader>
      <Stack gap="md">
        {stopped !== null && <StoppedNotice reason={stopped} />}
        <Panel flush>
          <ActionTable source={actions} actions={actions.data?.actions} onRun={setAsked} />
        </Panel>
        <Panel flush title={t('actionsPage.runs')}>
          <RunTable />
        </Panel>
      </Stack>
      <RunForm action={asked} onClose={() => { setAsked(null); }} />
    </>
  );
}
