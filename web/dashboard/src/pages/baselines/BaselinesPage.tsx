import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useBaselines, type BaselineId } from '../../api/baselines';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { changed } from '../../lib/urlState';
import { BaselineForm } from './BaselineForm';
import { BaselineTable } from './BaselineTable';
import { chosenOf } from './chosenBaseline';
import { ComparisonPanel } from './ComparisonPanel';

const route = getRouteApi('/shell/analysis/baselines');

/** How the system was, kept by name and version, and what has become of it. */
export function BaselinesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const baselines = useBaselines();
  const [opened, form] = useDisclosure();
  const chosen = chosenOf(baselines.data, search);
  const choose = ({ name, version }: BaselineId): void =>
    void navigate({ search: (previous) => changed(previous, { name, version: String(version) }), replace: true });
  return (
    <>
      <PageHeader title={t('baselines.title')} lead={t('baselines.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
            {t('baselines.take')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Stack gap="md">
        <Panel flush>
          <BaselineTable source={baselines} list={baselines.data} chosen={chosen} onChoose={choose} />
        </Panel>
        {chosen !== null && (
          <ComparisonPanel
            baseline={chosen}
            search={search}
            onChange={(change) => void navigate({ search: (previous) => changed(previous, change), replace: true })}
          />
        )}
      </Stack>
      <BaselineForm opened={opened} onClose={form.close} onTaken={choose} />
    </>
  );
}
