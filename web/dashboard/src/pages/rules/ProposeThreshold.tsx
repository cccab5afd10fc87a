import { Button, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useProposal } from '../../api/rules';
import { useErrorText } from '../../components/Notice';
import { Withheld } from '../../components/Withheld';

interface ProposeThresholdProps {
  readonly metric: string;
  readonly lower: boolean;
  readonly onThreshold: (threshold: number) => void;
}

/** Takes the threshold from what was usual in the last week. */
export function ProposeThreshold({ metric, lower, onThreshold }: ProposeThresholdProps): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  const proposal = useProposal();
  const { data } = proposal;
  return (
    <Stack gap={2}>
      <Withheld because={metric.trim() === '' ? t('rules.proposeNeedsMetric') : null}>
        <Button
          variant="default"
          leftSection={<IconWand size={15} />}
          loading={proposal.isPending}
          onClick={() => {
            proposal.mutate({ metric, comparison: lower ? '<' : '>' }, { onSuccess: ({ threshold }) => { if (typeof threshold === 'number') onThreshold(threshold); } });
          }}
        >
          {t('rules.propose')}
        </Button>
      </Withheld>
      {proposal.isError && <Text size="xs" c="var(--state-critical)" role="alert">{explain(proposal.error)}</Text>}
      {data !== undefined && <Text size="xs" c="dimmed" role="status">{t(data.values === 0 ? 'rules.proposedNothing' : lower ? 'rules.proposedBelow' : 'rules.proposed', { values: data.values, series: data.series })}</Text>}
    </Stack>
  );
}
