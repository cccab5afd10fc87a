import { Button, Checkbox, FileInput, Group, PasswordInput, Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRestoreBackup, type RestoreOutcome, type RestoreReport } from '../../api/configuration';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { useConfirm } from '../../components/useConfirm';
import { Withheld } from '../../components/Withheld';
import { RestoreChanges } from './RestoreChanges';

/** Shows what a backup would change, then restores it. */
export function RestoreBackup(): ReactElement {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const restore = useRestoreBackup();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [remove, setRemove] = useState(false);
  // What was previewed is no longer what would be restored.
  const changed = <Value,>(set: (value: Value) => void) => (value: Value): void => { set(value); restore.reset(); };
  const preview = restore.data?.dryRun === true ? restore.data : null;
  return (
    <>
      <Panel title={t('backup.restore.title')}>
        <Stack gap="sm" maw={560}>
          <FileInput
            label={t('backup.restore.file')}
            description={t('backup.restore.fileHint')}
            placeholder={t('backup.restore.choose')}
            accept="application/json,.json"
            leftSection={<IconFileImport size={16} />}
            clearable
            value={file}
            onChange={changed(setFile)}
          />
          <PasswordInput
            label={t('backup.passphrase')}
            description={t('backup.passphraseOpen')}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
            value={passphrase}
            onChange={(event) => { changed(setPassphrase)(event.currentTarget.value); }}
          />
          <Checkbox label={t('backup.restore.remove')} checked={remove} onChange={(event) => { changed(setRemove)(event.currentTarget.checked); }} />
          {restore.isError && <Failure error={restore.error} />}
          <Group>
            <Withheld because={file === null ? t('backup.restore.fileMissing') : null}>
              <Button
                variant={preview === null ? 'filled' : 'default'}
                loading={restore.isPending}
                onClick={() => { if (file !== null) restore.mutate({ file, passphrase, remove, dryRun: true }); }}
              >
                {t('backup.restore.preview')}
              </Button>
            </Withheld>
            {preview !== null && file !== null && (
              <Button
                disabled={restore.isPending}
                onClick={() => {
                  confirm({
                    title: t('backup.restore.confirmTitle'),
                    text: t('backup.restore.confirmText', { created: count(preview, 'created'), changed: count(preview, 'changed'), removed: count(preview, 'removed') }),
                    action: t('backup.restore.button'),
                    run: () => restore.mutateAsync({ file, passphrase, remove, dryRun: false }),
                  });
                }}
              >
                {t('backup.restore.button')}
              </Button>
            )}
          </Group>
        </Stack>
      </Panel>
      {restore.data !== undefined && <RestoreChanges report={restore.data} />}
    </>
  );
}

function count({ parts }: RestoreReport, outcome: RestoreOutcome): number {
  return parts.flatMap(({ changes }) => changes).filter((change) => change.outcome === outcome).length;
}
