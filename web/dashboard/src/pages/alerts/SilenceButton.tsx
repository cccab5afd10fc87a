import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBellOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts';
import { KeyHint } from '../../components/KeyHint';
import { RoleGate } from '../../components/RoleGate';
import { useIfMay } from '../../components/useIfMay';
import { matchersOfLabels } from '../../lib/matchers';
import { useChords } from '../../lib/useChords';
import { SilenceForm } from '../silences/SilenceForm';

/** Silences this alert, by the key `s` too; fewer matchers make it more. */
export function SilenceButton({ alert }: { readonly alert: Alert }): ReactElement {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  const ifMay = useIfMay('operator');
  useChords({ s: () => { ifMay(form.open); } });
  return (
    <>
      <RoleGate needs="operator">
        <Button variant="default" leftSection={<IconBellOff size={15} />} rightSection={<KeyHint keyName="s" />} aria-keyshortcuts="s" onClick={form.open}>
          {t('silences.this')}
        </Button>
      </RoleGate>
      <SilenceForm matchers={matchersOfLabels(alert.labels)} opened={opened} onClose={form.close} />
    </>
  );
}
