import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRunAction, type EmergencyAction } from '../../api/actions';
import { messageOfAlert, useAlerts } from '../../api/alerts';
import { FormModal } from '../../components/FormModal';
import { Failure } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';

interface RunFormProps {
  /** Null: closed. */
  readonly action: EmergencyAction | null;
  readonly onClose: () => void;
}

/** Asks for a run for one alert: first to see what it would do, then in earnest. */
export function RunForm({ action, onClose }: RunFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={action !== null} onClose={onClose} title={t('actionsPage.runNamed', { name: action?.name ?? '' })}>
      {action !== null && <Fields action={action} onClose={onClose} />}
    </FormModal>
  );
}

function Fields({ action, onClose }: { readonly action: EmergencyAction; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { data: alerts } = useAlerts('active');
  const run = useRunAction();
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  // Of this opening of the form: a press that is sent twice is one run; one for another alert is another.
  const [key] = useState(() => crypto.randomUUID());
  const ask = (dryRun: boolean): void => {
    if (fingerprint !== null) run.mutate({ action: action.name, fingerprint, dryRun, idempotencyKey: `${key} ${fingerprint} ${dryRun ? 'dry' : 'real'}` }, { onSuccess: onClose });
  };
  const noAlert = fingerprint === null ? t('actionsPage.runNeedsAlert') : null;
  return (
    <Stack gap="md">
      <Select
        label={t('actionsPage.forAlert')}
        description={t('actionsPage.forAlertHint')}
        searchable
        withAsterisk
        data-autofocus
        openOnFocus={false}
        nothingFoundMessage={t('alerts.none.active')}
        data={alerts?.map((alert) => ({ value: alert.fingerprint, label: `${alert.name}: ${messageOfAlert(alert)}` })) ?? []}
        value={fingerprint}
        onChange={setFingerprint}
      />
      <Text size="sm" c="dimmed">{t(action.requiresApproval ? 'actionsPage.runApproval' : 'actionsPage.runAtOnce')}</Text>
      {run.isError && <Failure error={run.error} />}
      <Group justify="flex-end">
        <RoleGate needs="operator" unless={noAlert}>
          <Button variant="default" loading={run.isPending} onClick={() => { ask(true); }}>{t('actionsPage.dryRun')}</Button>
        </RoleGate>
        <RoleGate needs="operator" unless={noAlert ?? (action.dryRun ? t('actionsPage.dryRunOnly') : null)}>
          <Button color="var(--state-critical)" loading={run.isPending} onClick={() => { ask(false); }}>{t('actionsPage.run')}</Button>
        </RoleGate>
      </Group>
    </Stack>
  );
}
