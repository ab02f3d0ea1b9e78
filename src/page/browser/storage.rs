//! What is remembered from visit to visit, where the browser allows it.

use crate::page::browser::address;
use crate::page::message::Memory;

/// The browser's storage under the corpus's key; without a key, none.
pub(crate) struct Storage {
    prefix: Option<String>,
}

impl Storage {
    /// Local files share one storage, so every key begins with the corpus's.
    pub(crate) fn new(key: Option<&str>) -> Self {
        Self { prefix: key.map(|key| format!("corpuscope:{key}:")) }
    }

    /// What is remembered.
    pub(crate) fn recall(&self, memory: Memory) -> Option<String> {
        self.store()?.get_item(&self.key(memory)?).ok()?
    }

    /// Remembers, if it can; what is empty is forgotten.
    pub(crate) fn remember(&self, memory: Memory, value: &str) {
        if let (Some(store), Some(key)) = (self.store(), self.key(memory)) {
            if value.is_empty() {
                let _ = store.remove_item(&key);
                return;
            }
            // Refused when it is full or forbidden: then it is forgotten.
            let _ = store.set_item(&key, value);
        }
    }

    fn key(&self, memory: Memory) -> Option<String> {
        let name = match memory {
            Memory::Theme => "theme",
            Memory::LetterKeys => "letter-keys",
            Memory::Recent => "recent",
        };
        self.prefix.as_ref().map(|prefix| format!("{prefix}{name}"))
    }

    /// Throws in sandboxed frames.
    fn store(&self) -> Option<web_sys::Storage> {
        self.prefix.as_ref()?;
        address::window()?.local_storage().ok()?
    }
}
