import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSilences } from '../../api/silences';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { parseSilenceSearch, SILENCE_STATES } from '../../lib/urlState';
import { SilenceForm } from './SilenceForm';
import { SilenceTable } from './SilenceTable';

const route = getRouteApi('/shell/alerts/silences');

/** What people asked to be quiet about. */
export function SilencesPage(): ReactElement {
  const { t } = useTranslation();
  const state = route.useSearch().state ?? 'current';
  const navigate = route.useNavigate();
  const silences = useSilences();
  const [opened, form] = useDisclosure();
  const shown = silences.data?.filter((silence) => (state === 'current' ? silence.state !== 'expired' : silence.state === state));
  return (
    <>
      <PageHeader title={t('silences.title')} lead={t('silences.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
            {t('silences.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md">
        <SegmentedControl
          aria-label={t('silences.state')}
          data={SILENCE_STATES.map((value) => ({ value, label: t(`silences.states.${value}`) }))}
          value={state}
          onChange={(value) => {
            void navigate({ search: parseSilenceSearch({ state: value }), replace: true });
          }}
        />
      </Group>
      <Panel flush>
        <SilenceTable source={silences} silences={shown} />
      </Panel>
      <SilenceForm opened={opened} onClose={form.close} />
    </>
  );
}
