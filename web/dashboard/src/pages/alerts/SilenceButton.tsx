import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBellOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts';
import { RoleGate } from '../../components/RoleGate';
import { matchersOfLabels } from '../../lib/matchers';
import { SilenceForm } from '../silences/SilenceForm';

/** Silences this alert; fewer matchers make it more. */
export function SilenceButton({ alert }: { readonly alert: Alert }): ReactElement {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  return (
    <>
      <RoleGate needs="operator">
        <Button variant="default" leftSection={<IconBellOff size={15} />} onClick={form.open}>
          {t('silences.this')}
        </Button>
      </RoleGate>
      <SilenceForm matchers={matchersOfLabels(alert.labels)} opened={opened} onClose={form.close} />
    </>
  );
}
