import { Button, Group, Modal, Text } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './Notice';
import { ConfirmContext, type Confirmation } from './useConfirm';

/** One question at a time for the whole page; it outlives the menu it was asked from. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  const [question, setQuestion] = useState<Confirmation | null>(null);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const close = (): void => {
    setQuestion(null);
    setFailure(null);
  };
  const run = async (): Promise<void> => {
    setRunning(true);
    try {
      await question?.run();
      close();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      setFailure(explain(error));
    } finally {
      setRunning(false);
    }
  };
  return (
    <ConfirmContext value={setQuestion}>
      {children}
      <Modal opened={question !== null} onClose={close} title={question?.title} closeButtonProps={{ 'aria-label': t('close') }}>
        <Text>{question?.text}</Text>
        {failure !== null && (
          <Text mt="sm" c="var(--state-critical)" role="alert">
            {failure}
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="var(--state-critical)" loading={running} onClick={() => void run()}>
            {question?.action}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  );
}
