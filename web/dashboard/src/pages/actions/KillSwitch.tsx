import { Alert as Box, Button, Group, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useResumeActions, useStopActions } from '../../api/actions';
import { FormModal } from '../../components/FormModal';
import { Failure } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import { useConfirm } from '../../components/useConfirm';
import { Withheld } from '../../components/Withheld';

/** Stops every action at once, with a reason; to go on is for an admin. */
export function KillSwitch({ stopped }: { readonly stopped: boolean }): ReactElement {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  // The form stays beside either button: it is what closes itself, also where the page knows of the stop before the answer is there.
  return (
    <>
      {stopped
        ? <ResumeButton />
        : (
            <RoleGate needs="operator">
              <Button color="var(--state-critical)" leftSection={<IconHandStop size={16} />} onClick={form.open}>
                {t('actionsPage.stop')}
              </Button>
            </RoleGate>
          )}
      <FormModal opened={opened} onClose={form.close} title={t('actionsPage.stop')}>
        <StopForm onClose={form.close} />
      </FormModal>
    </>
  );
}

function ResumeButton(): ReactElement {
  const { t } = useTranslation();
  const resume = useResumeActions();
  const confirm = useConfirm();
  return (
    <RoleGate needs="admin">
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        onClick={() => {
          confirm({ title: t('actionsPage.resume'), text: t('actionsPage.resumeText'), action: t('actionsPage.resume'), run: () => resume.mutateAsync() });
        }}
      >
        {t('actionsPage.resume')}
      </Button>
    </RoleGate>
  );
}

function StopForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const stop = useStopActions();
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        stop.mutate(reason.trim(), { onSuccess: onClose });
      }}
    >
      <Stack gap="md">
        <TextInput label={t('actionsPage.stopReason')} description={t('actionsPage.stopHint')} required maxLength={500} data-autofocus value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
        {stop.isError && <Failure error={stop.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Withheld because={reason.trim() === '' ? t('actionsPage.stopReasonMissing') : null}>
            <Button type="submit" color="var(--state-critical)" loading={stop.isPending}>{t('actionsPage.stop')}</Button>
          </Withheld>
        </Group>
      </Stack>
    </form>
  );
}

export function StoppedNotice({ reason }: { readonly reason: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Box role="alert" color="var(--state-critical)" variant="outline" icon={<IconHandStop />} title={t('actionsPage.stopped')}>
      {reason}
    </Box>
  );
}
