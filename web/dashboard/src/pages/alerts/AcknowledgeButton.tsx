import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledge, useUnacknowledge, type Alert } from '../../api/alerts';
import { Failure } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';

interface AcknowledgeButtonProps {
  readonly alert: Alert;
  readonly compact?: boolean;
}

/** Takes an alert on with a note, or gives it back. Nothing when the alert is over. */
export function AcknowledgeButton({ alert, compact = false }: AcknowledgeButtonProps): ReactElement | null {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure();
  const size = compact ? 'compact-sm' : 'sm';
  const unacknowledge = useUnacknowledge();
  if (alert.state === 'resolved') return null;
  if (alert.state === 'acknowledged') {
    return (
      <RoleGate needs="operator">
        <Button
          size={size}
          variant="default"
          loading={unacknowledge.isPending}
          onClick={() => { unacknowledge.mutate(alert.fingerprint); }}
          aria-label={t('alert.unacknowledgeNamed', { name: alert.name })}
        >
          {t('alert.unacknowledge')}
        </Button>
      </RoleGate>
    );
  }
  return (
    <>
      <RoleGate needs="operator">
        <Button
          size={size}
          leftSection={<IconCheck size={15} />}
          onClick={modal.open}
          aria-label={t('alert.acknowledgeNamed', { name: alert.name })}
        >
          {t('alert.acknowledge')}
        </Button>
      </RoleGate>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t('alert.acknowledgeNamed', { name: alert.name })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {opened && <NoteForm alert={alert} onDone={modal.close} />}
      </Modal>
    </>
  );
}

function NoteForm({ alert, onDone }: { readonly alert: Alert; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const acknowledge = useAcknowledge();
  const [note, setNote] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        acknowledge.mutate({ fingerprint: alert.fingerprint, note: note.trim() }, { onSuccess: onDone });
      }}
    >
      <Textarea
        label={t('alert.note')}
        description={t('alert.noteHint')}
        autosize
        minRows={2}
        maxLength={1_000}
        data-autofocus
        value={note}
        onChange={(event) => { setNote(event.currentTarget.value); }}
      />
      {acknowledge.isError && <Failure error={acknowledge.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={acknowledge.isPending}>
          {t('alert.acknowledge')}
        </Button>
      </Group>
    </form>
  );
}
