import { Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DELIVERY_FILTERS, HEARTBEATS, useChannels, useDeliveries } from '../../api/channels';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { changed, parseChannelSearch, type ChannelSearch, type Changes } from '../../lib/urlState';
import { ChannelTable } from './ChannelTable';
import { DeliveryTable } from './DeliveryTable';
import { PathTable } from './PathTable';

const route = getRouteApi('/shell/alerts/channels');

/** The channels, and everything that went to them. */
export function ChannelsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: channels } = useChannels();
  const deliveries = useDeliveries(search.channel, search.status ?? 'all');
  const filter = (change: Changes<ChannelSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  return (
    <>
      <PageHeader title={t('channels.title')} lead={t('channels.lead')} />
      <Stack gap="md">
        <ChannelTable />
        <Panel flush title={t('channels.path.title')}>
          <PathTable />
        </Panel>
        <Panel
          flush
          title={t('channels.log')}
          aside={
            <Group gap="xs" justify="flex-end">
              <Select
                w={150}
                size="xs"
                clearable
                aria-label={t('alert.channel')}
                placeholder={t('alert.channel')}
                data={[...new Set([...(search.channel === undefined ? [] : [search.channel]), ...(channels?.map(({ name }) => name) ?? []), HEARTBEATS])]}
                value={search.channel ?? null}
                onChange={(channel) => { filter({ channel: channel ?? undefined }); }}
              />
              <SegmentedControl
                size="xs"
                aria-label={t('alert.status')}
                data={DELIVERY_FILTERS.map((value) => ({ value, label: t(`channels.filter.${value}`) }))}
                value={search.status ?? 'all'}
                onChange={(status) => { filter({ status: parseChannelSearch({ status }).status }); }}
              />
            </Group>
          }
        >
          <DeliveryTable source={deliveries} deliveries={deliveries.data} />
        </Panel>
      </Stack>
    </>
  );
}
