import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Toast } from '../stores/toasts.ts';
import { IconButton } from '../ui/button.tsx';
import { useWorkstation } from '../workstation-context.tsx';

const INFO_MS = 6000;

/** Messages at the lower right, read out as they come. Errors stay until they are closed. */
export function ToastList() {
  const { toasts } = useWorkstation();
  const items = useStore(toasts, (state) => state.items);
  const close = (id: number) =>
    toasts.setState((state) => ({ items: state.items.filter((item) => item.id !== id) }));
  return (
    <div className="toasts" role="log" aria-live="polite" aria-label="Messages">
      {items.map((toast) => (
        <ToastItem key={toast.id} toast={toast} onClose={() => close(toast.id)} />
      ))}
    </div>
  );
}

function ToastItem({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer belongs to the toast, not to the closure.
  useEffect(() => {
    if (toast.kind === 'error') return;
    const timer = setTimeout(onClose, INFO_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return (
    <div className={`toast toast-${toast.kind}`}>
      <p>{toast.text}</p>
      <IconButton icon="close" label="Close this message" onPress={onClose} />
    </div>
  );
}
