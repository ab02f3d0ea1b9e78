//! The index as part of the engine module's own memory.
//!
//! The engine exports a cell of two words (`CORPUSCOPE_INDEX`). Embedding
//! raises the memory's minimum, appends the index as a data segment at the
//! memory's old end, and a second segment that writes the index's address and
//! length over the cell. So the index is in place as soon as the module is
//! instantiated, without a line of JavaScript, and streams with the code:
//! 10 MB take 11 ms from bytes and 60 ms from the network stack, where a
//! custom section costs a second copy of the whole index.

use std::ops::Range;

use wasm_encoder::{Encode, RawSection};
use wasmparser::{
    DataKind, Encoding, ExternalKind, MemoryType, Operator, Parser, Payload, TypeRef,
};

use super::EmbedError;

/// The exported name of the cell; the engine module defines it.
const CELL: &str = "CORPUSCOPE_INDEX";
const PAGE: u64 = 65_536;
/// Pages that a 32-bit memory can have.
const MOST_PAGES: u64 = 65_536;

/// Puts an index into an engine module that has none.
///
/// # Errors
/// `engine` is no engine module, or the index does not fit into its memory.
pub fn embed_index(engine: &[u8], index: &[u8]) -> Result<Vec<u8>, EmbedError> {
    let anatomy = Anatomy::read(engine)?;
    let pages = (index.len() as u64).div_ceil(PAGE);
    let minimum = anatomy.memory.initial + pages;
    let most = anatomy.memory.maximum.unwrap_or(MOST_PAGES).min(MOST_PAGES);
    // The last page stays free, so that every address fits into 32 bits.
    if minimum >= most {
        return Err(EmbedError::IndexTooLarge { bytes: index.len() as u64 });
    }
    let address = narrow(anatomy.memory.initial * PAGE)?;
    let length = narrow(index.len() as u64)?;
    let mut cell = address.to_le_bytes().to_vec();
    cell.extend_from_slice(&length.to_le_bytes());

    let mut module = wasm_encoder::Module::new();
    for section in &anatomy.sections {
        let body = &engine[section.body.clone()];
        let data = match section.id {
            id if id == Id::MEMORY => memory_section(&anatomy.memory, minimum),
            id if id == Id::DATA_COUNT => leb(anatomy.segments_count.saturating_add(2)),
            id if id == Id::DATA => {
                let mut data = leb(anatomy.segments_count.saturating_add(2));
                // Two data sections, which no compiler writes, would end here.
                let segments = body.get(anatomy.segments_at..).unwrap_or_default();
                data.extend_from_slice(segments);
                append_segment(&mut data, address, index);
                append_segment(&mut data, anatomy.cell, &cell);
                data
            }
            _ => body.to_vec(),
        };
        module.section(&RawSection { id: section.id, data: &data });
    }
    Ok(module.finish())
}

/// The index inside an engine module.
///
/// # Errors
/// The bytes are no engine module, are damaged, or carry no index.
pub(super) fn index_in_module(engine: &[u8]) -> Result<&[u8], EmbedError> {
    engine.get(place_of_index(engine)?).ok_or(EmbedError::NoCorpus)
}

/// Where in an engine module the index stands.
pub(super) fn place_of_index(engine: &[u8]) -> Result<Range<usize>, EmbedError> {
    let anatomy = Anatomy::read(engine)?;
    // The segment written last is the one that counts.
    let cell = anatomy
        .segments
        .iter()
        .rev()
        .find(|segment| segment.address == anatomy.cell && segment.bytes.len() == 8)
        .and_then(|segment| engine.get(segment.bytes.clone()))
        .ok_or(EmbedError::NoCorpus)?;
    let word =
        |at: usize| u32::from_le_bytes([cell[at], cell[at + 1], cell[at + 2], cell[at + 3]]);
    let (address, length) = (word(0), word(4));
    anatomy
        .segments
        .iter()
        .rev()
        .find(|segment| {
            segment.address == address && segment.bytes.len() as u64 == u64::from(length)
        })
        .map(|segment| segment.bytes.clone())
        .ok_or(EmbedError::NoCorpus)
}

/// What embedding and extracting must know of a module.
struct Anatomy {
    sections: Vec<Section>,
    memory: MemoryType,
    /// Address of the cell.
    cell: u32,
    /// Active segments, in the order in which they are written.
    segments: Vec<Segment>,
    segments_count: u32,
    /// Where the first segment begins in the body of the data section.
    segments_at: usize,
}

struct Section {
    id: u8,
    body: Range<usize>,
}

struct Segment {
    address: u32,
    bytes: Range<usize>,
}

/// Numbers of the sections that embedding rewrites.
struct Id;

impl Id {
    const MEMORY: u8 = 5;
    const DATA: u8 = 11;
    const DATA_COUNT: u8 = 12;
}

impl Anatomy {
    fn read(module: &[u8]) -> Result<Self, EmbedError> {
        let mut sections = Vec::new();
        let mut memory = None;
        let mut imported_globals = 0;
        let mut globals = Vec::new();
        let mut cell = None;
        let mut segments = Vec::new();
        let mut data = None;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.map_err(damaged)?;
            if let Some((id, body)) = payload.as_section() {
                sections.push(Section { id, body: place(body.start)..place(body.end) });
            }
            match payload {
                Payload::Version { encoding: Encoding::Component, .. } => {
                    return Err(EmbedError::NotAnEngine { missing: "the form of a module" });
                }
                Payload::ImportSection(reader) => {
                    for import in reader.into_imports() {
                        let import = import.map_err(damaged)?;
                        imported_globals += u32::from(matches!(import.ty, TypeRef::Global(_)));
                    }
                }
                Payload::MemorySection(reader) => {
                    memory = reader.into_iter().next().transpose().map_err(damaged)?;
                }
                Payload::GlobalSection(reader) => {
                    for global in reader {
                        globals.push(constant(&global.map_err(damaged)?.init_expr));
                    }
                }
                Payload::ExportSection(reader) => {
                    for export in reader {
                        let export = export.map_err(damaged)?;
                        if export.kind == ExternalKind::Global && export.name == CELL {
                            cell = Some(export.index);
                        }
                    }
                }
                Payload::DataSection(reader) => {
                    let start = reader.range().start;
                    let count = reader.count();
                    let first = reader.original_position();
                    data = Some((count, place(first - start)));
                    for segment in reader {
                        let segment = segment.map_err(damaged)?;
                        let end = place(segment.range.end);
                        let DataKind::Active { memory_index: 0, offset_expr } = segment.kind
                        else {
                            continue;
                        };
                        if let Some(address) = constant(&offset_expr) {
                            let bytes = end - segment.data.len()..end;
                            segments.push(Segment { address, bytes });
                        }
                    }
                }
                _ => {}
            }
        }
        let cell = cell
            .and_then(|index: u32| index.checked_sub(imported_globals))
            .and_then(|index| *globals.get(index as usize)?)
            .ok_or(EmbedError::NotAnEngine { missing: "the cell for the index" })?;
        let memory = memory
            .filter(|memory: &MemoryType| !memory.memory64 && memory.page_size_log2.is_none())
            .ok_or(EmbedError::NotAnEngine { missing: "a memory of its own" })?;
        let (segments_count, segments_at) =
            data.ok_or(EmbedError::NotAnEngine { missing: "a data section" })?;
        Ok(Self { sections, memory, cell, segments, segments_count, segments_at })
    }
}

/// The value of an expression that is one constant.
fn constant(expression: &wasmparser::ConstExpr<'_>) -> Option<u32> {
    let mut operators = expression.get_operators_reader();
    match operators.read().ok()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    }
}

fn memory_section(memory: &MemoryType, minimum: u64) -> Vec<u8> {
    let mut data = leb(1);
    wasm_encoder::MemoryType {
        minimum,
        maximum: memory.maximum,
        memory64: false,
        shared: memory.shared,
        page_size_log2: None,
    }
    .encode(&mut data);
    data
}

fn append_segment(data: &mut Vec<u8>, address: u32, bytes: &[u8]) {
    // 0: active, in the first memory.
    data.push(0);
    wasm_encoder::ConstExpr::i32_const(address.cast_signed()).encode(data);
    bytes.encode(data);
}

fn leb(number: u32) -> Vec<u8> {
    let mut data = Vec::new();
    number.encode(&mut data);
    data
}

fn narrow(number: u64) -> Result<u32, EmbedError> {
    u32::try_from(number).map_err(|_| EmbedError::IndexTooLarge { bytes: number })
}

/// An offset into a slice that the parser was given.
fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("what is in memory has an address")
}

fn damaged(error: wasmparser::BinaryReaderError) -> EmbedError {
    EmbedError::DamagedModule { message: error.message().to_owned(), offset: error.offset() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::shell::tiny_engine;
    use super::*;

    fn check_round_trip(engine: &[u8], index: &[u8]) {
        let module = embed_index(engine, index).expect("the index fits");
        wasmparser::validate(&module).expect("what is written is valid");
        assert_eq!(index_in_module(&module).expect("the index is there"), index);
        assert_eq!(module, embed_index(engine, index).expect("it fits"), "same bytes");
    }

    #[test]
    fn an_index_comes_out_as_it_went_in() {
        for length in [1, 8, 65_535, 65_536, 65_537, 300_000] {
            let index: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0]).collect();
            check_round_trip(&tiny_engine(None), &index);
            check_round_trip(&tiny_engine(Some(100)), &index);
        }
    }

    #[test]
    fn the_index_begins_where_the_memory_ended() {
        let module = embed_index(&tiny_engine(None), &[1; 65_537]).expect("it fits");
        let anatomy = Anatomy::read(&module).expect("it is an engine");
        assert_eq!(anatomy.memory.initial, 2 + 2);
        let places: Vec<_> =
            anatomy.segments.iter().map(|it| (it.address, it.bytes.len())).collect();
        assert_eq!(places, [(1000, 23), (2 * 65_536, 65_537), (1024, 8)]);
    }

    #[test]
    fn the_last_index_counts() {
        let first = embed_index(&tiny_engine(None), b"first").expect("it fits");
        let second = embed_index(&first, b"second").expect("it fits");
        assert_eq!(index_in_module(&second).expect("it is there"), b"second");
    }

    fn check_refusal(engine: &[u8], expected: &str) {
        let error = embed_index(engine, b"index").expect_err(expected).to_string();
        assert!(error.contains(expected), "{error:?} should say {expected:?}");
    }

    #[test]
    fn refusals_say_why() {
        check_refusal(b"", "damaged at byte 0");
        check_refusal(b"<!doctype html>", "damaged at byte");
        check_refusal(&tiny_engine(None)[..40], "damaged at byte");
        check_refusal(&tiny_engine(Some(2)), "too large");
        check_refusal(&wasm_encoder::Module::new().finish(), "lacks the cell");
        check_refusal(b"\0asm\x0d\0\x01\0", "lacks the form of a module");
        let none = index_in_module(&tiny_engine(None)).expect_err("there is none");
        assert!(none.to_string().contains("carries no corpus"), "{none}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, header: bool) {
            let mut module = if header { b"\0asm\x01\0\0\0".to_vec() } else { Vec::new() };
            module.extend(bytes);
            let _ = embed_index(&module, b"index");
            let _ = index_in_module(&module);
        }

        #[test]
        fn no_damage_makes_it_panic(place: prop::sample::Index, byte: u8, cut: bool) {
            let mut module = embed_index(&tiny_engine(None), b"index").expect("it fits");
            let place = place.index(module.len());
            module[place] = byte;
            if cut {
                module.truncate(place);
            }
            let _ = embed_index(&module, b"index");
            let _ = index_in_module(&module);
        }
    }
}
