import { Group, SegmentedControl, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCapacity } from '../../api/capacity';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { SearchField } from '../../components/SearchField';
import { changed, type CapacitySearch, type Changes } from '../../lib/urlState';
import { chooseResources } from './reachTimes';
import { ResourceTable } from './ResourceTable';

const route = getRouteApi('/shell/health/capacity');

/** What runs out, and when. */
export function CapacityPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const capacity = useCapacity();
  const filter = (change: Changes<CapacitySearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  return (
    <>
      <PageHeader title={t('capacity.title')} lead={t('capacity.lead')} />
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('capacity.filter')}
          data={[{ value: 'all', label: t('all') }, { value: 'soon', label: t('capacity.soon') }]}
          value={search.reach ?? 'all'}
          onChange={(value) => { filter({ reach: value === 'soon' ? 'soon' : undefined }); }}
        />
        <SearchField label={t('capacity.search')} value={search.q ?? ''} onSearch={(q) => { filter({ q: q || undefined }); }} />
      </Group>
      <Panel flush>
        <ResourceTable
          source={capacity}
          resources={capacity.data && chooseResources(capacity.data, search.reach === 'soon', search.q ?? '')}
          empty={
            capacity.data?.length === 0 ? (
              <Notice title={t('capacity.none')}>{t('capacity.noneText')}</Notice>
            ) : search.reach === 'soon' && (search.q ?? '') === '' ? (
              <Notice state="ok" title={t('capacity.noneSoon')}>{t('capacity.noneSoonText')}</Notice>
            ) : (
              <Notice title={t('noMatch.title')}>
                <Link to="/health/capacity">{t('noMatch.text')}</Link>
              </Notice>
            )
          }
        />
      </Panel>
      <Text size="sm" c="dimmed" mt="sm">{t('capacity.how')}</Text>
    </>
  );
}
