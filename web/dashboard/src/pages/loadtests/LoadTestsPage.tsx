import { Button, Center, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsLeftRight, IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoadTests, type LoadTest } from '../../api/loadTests';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { Withheld } from '../../components/Withheld';
import { changed, RUN_STATES, type Changes, type LoadTestSearch } from '../../lib/urlState';
import { holdWords } from '../../lib/words';
import { LoadTestForm } from './LoadTestForm';
import { LoadTestTable } from './LoadTestTable';
import { OlderRuns } from './OlderRuns';

const route = getRouteApi('/shell/loadtests');

/** Load tests past and present; two that are ticked can be compared. */
export function LoadTestsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const runs = useLoadTests();
  const [opened, form] = useDisclosure();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const filter = (change: Changes<LoadTestSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  const shown = runs.data?.filter((run) => matches(run, search));
  // The list has the newest first.
  const [after, before, ...more] = shown?.filter(({ id }) => ticked.has(id)) ?? [];
  const isPair = before !== undefined && after !== undefined && more.length === 0;
  return (
    <>
      <PageHeader title={t('loadTests.title')} lead={t('loadTests.lead')}>
        <Withheld because={isPair ? null : t('loadTests.compareHint')}>
          <Button
            variant="default"
            leftSection={<IconArrowsLeftRight size={16} />}
            onClick={() => { if (isPair) void navigate({ to: '/loadtests/compare', search: { before: before.id, after: after.id } }); }}
          >
            {t('loadTests.compare')}
          </Button>
        </Withheld>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={form.open}>
            {t('loadTests.start')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md" gap="sm">
        <SearchField w={{ base: '100%', xs: 280 }} label={t('loadTests.search')} value={search.q ?? ''} onSearch={(q) => { filter({ q: q || undefined }); }} />
        <SegmentedControl
          aria-label={t('loadTests.state')}
          data={[{ value: 'all', label: t('all') }, ...RUN_STATES.map((state) => ({ value: state, label: t(`loadTests.states.${state}`) }))]}
          value={search.state ?? 'all'}
          onChange={(value) => { filter({ state: RUN_STATES.find((state) => state === value) }); }}
        />
      </Group>
      <Panel flush>
        <LoadTestTable
          source={runs}
          runs={shown}
          selection={{ keys: ticked, onChange: setTicked, nameOf: (key) => runs.data?.find(({ id }) => id === key)?.name ?? key }}
          empty={runs.data?.length === 0 ? <Notice title={t('loadTests.none')}>{t('loadTests.noneText')}</Notice> : <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>}
        />
        {runs.hasNextPage && (
          <Center p="sm">
            <OlderRuns source={runs} />
          </Center>
        )}
      </Panel>
      <LoadTestForm opened={opened} onClose={form.close} onStarted={({ id }) => void navigate({ to: '/loadtests/$id', params: { id } })} />
    </>
  );
}

function matches({ name, url, startedBy, state }: LoadTest, search: LoadTestSearch): boolean {
  return (search.state === undefined || search.state === state) && holdWords([name, url, startedBy], search.q ?? '');
}
