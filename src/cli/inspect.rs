//! `corpuscope inspect`: what is in a corpus, and where its bytes go.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::failure::{Failure, Outcome};
use super::output::Output;
use super::source::{counted, grouped, size};
use super::{Format, target};
use crate::engine::Engine;
use crate::request::Request;
use crate::response::{
    About, FieldInfo, LanguageCount, LayerInfo, Response, SectionInfo, StructureInfo,
};

/// Shows what is in a corpus and where its bytes go
///
/// Opening it verifies the checksum of every section.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// Folder of documents, built folder, engine.wasm or single-file page
    target: PathBuf,
    /// How to write the result (csv: the table of sections)
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Say nothing but the result
    #[arg(short, long)]
    quiet: bool,
}

/// Inspects.
pub(crate) fn run(arguments: Inspect) -> Outcome {
    let index = target::index_of(&arguments.target, arguments.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&arguments.target))?;
    let about = match engine.answer(Request::About) {
        Response::About(about) => about,
        Response::Failed(message) => return Err(Failure::new(message)),
        _ => return Err(Failure::new("the engine answered another question")),
    };
    let mut output = Output::new();
    match arguments.format {
        Format::Text => write_text(&about, &mut output)?,
        Format::Json => output.json(&as_json(&about))?,
        Format::Csv => output.csv(as_csv(&about))?,
    }
    output.finish()
}

/// Part of the index, in per cent.
fn share(bytes: u64, about: &About) -> f64 {
    let exact = 100.0 * bytes as f64 / about.index_bytes.max(1) as f64;
    (exact * 10.0).round() / 10.0
}

/// Header, table and padding: what no section has.
fn frame(about: &About) -> u64 {
    let sections: u64 = about.sections.iter().map(|section| section.bytes).sum();
    about.index_bytes.saturating_sub(sections)
}

fn write_text(about: &About, output: &mut Output) -> Outcome {
    output.line(&about.title)?;
    if let Some(description) = &about.description {
        output.line(description)?;
    }
    output.line("")?;
    output.line(&format!(
        "{}, {}, {} of them different, {} of text",
        counted(u64::from(about.documents), "document"),
        counted(about.words, "word"),
        grouped(u64::from(about.types)),
        size(about.text_bytes)
    ))?;
    if let Some((first, last)) = &about.dates {
        let undated = match about.undated {
            0 => String::new(),
            n => format!("; {} undated", counted(u64::from(n), "document")),
        };
        output.line(&format!("dates: {first} to {last}{undated}"))?;
    }
    let languages: Vec<String> = about
        .languages
        .iter()
        .map(|count| {
            let language = count.language.as_deref().unwrap_or("undetermined");
            format!("{language} {}", grouped(u64::from(count.documents)))
        })
        .collect();
    output.line(&format!("languages: {}", languages.join(", ")))?;
    for field in &about.fields {
        output.line(&format!(
            "field {}: {} in {}{}",
            field.name,
            counted(u64::from(field.values), "value"),
            counted(u64::from(field.documents), "document"),
            if field.facet { ", a facet" } else { "" }
        ))?;
    }
    for layer in &about.layers {
        output.line(&format!(
            "layer {}: {} of {}",
            layer.name,
            counted(u64::from(layer.values), "value"),
            counted(layer.tokens, "token")
        ))?;
    }
    for structure in &about.structures {
        let attributes = match structure.attributes.as_slice() {
            [] => String::new(),
            names => format!(" with {}", names.join(", ")),
        };
        output.line(&format!(
            "structure {}: {}{attributes}",
            structure.name,
            counted(u64::from(structure.regions), "region")
        ))?;
    }
    output.line("")?;
    output.line(&format!(
        "index: {} bytes, {:.3} bytes for a byte of text, checksums verified",
        grouped(about.index_bytes),
        about.index_bytes as f64 / about.text_bytes.max(1) as f64
    ))?;
    for section in &about.sections {
        output.line(&section_line(&section.name, section.bytes, &section.about, about))?;
    }
    output.line(&section_line("", frame(about), "header and table of sections", about))?;
    output.line("")?;
    if about.total_warnings > 0 {
        output.line(&format!(
            "{} at build",
            counted(u64::from(about.total_warnings), "warning")
        ))?;
    }
    if let Some(built) = &about.built {
        output.line(&format!("built on {built}"))?;
    }
    output.line(&format!("made by {}, format {}", about.generator, about.format))
}

fn section_line(name: &str, bytes: u64, what: &str, about: &About) -> String {
    format!("  {name:<4} {:>13} {:>5.1} %  {what}", grouped(bytes), share(bytes, about))
}

#[derive(Debug, Serialize)]
struct Inspected<'a> {
    title: &'a str,
    description: Option<&'a str>,
    generator: &'a str,
    format: &'a str,
    built: Option<&'a str>,
    documents: u32,
    words: u64,
    tokens: u64,
    types: u32,
    text_bytes: u64,
    index_bytes: u64,
    checksums: &'static str,
    first_date: Option<&'a str>,
    last_date: Option<&'a str>,
    undated: u32,
    languages: &'a [LanguageCount],
    fields: &'a [FieldInfo],
    layers: &'a [LayerInfo],
    structures: &'a [StructureInfo],
    sections: Vec<InspectedSection<'a>>,
    warnings: u32,
}

#[derive(Debug, Serialize)]
struct InspectedSection<'a> {
    #[serde(flatten)]
    section: &'a SectionInfo,
    /// Per cent of the index.
    share: f64,
}

fn as_json(about: &About) -> Inspected<'_> {
    Inspected {
        title: &about.title,
        description: about.description.as_deref(),
        generator: &about.generator,
        format: &about.format,
        built: about.built.as_deref(),
        documents: about.documents,
        words: about.words,
        tokens: about.tokens,
        types: about.types,
        text_bytes: about.text_bytes,
        index_bytes: about.index_bytes,
        // An index with a wrong one is not opened at all.
        checksums: "verified",
        first_date: about.dates.as_ref().map(|(first, _)| first.as_str()),
        last_date: about.dates.as_ref().map(|(_, last)| last.as_str()),
        undated: about.undated,
        languages: &about.languages,
        fields: &about.fields,
        layers: &about.layers,
        structures: &about.structures,
        sections: about
            .sections
            .iter()
            .map(|section| InspectedSection { section, share: share(section.bytes, about) })
            .collect(),
        warnings: about.total_warnings,
    }
}

fn as_csv(about: &About) -> Vec<Vec<Cow<'_, str>>> {
    let mut rows =
        vec![["section", "about", "codec", "bytes", "share"].map(Cow::from).to_vec()];
    for section in &about.sections {
        rows.push(vec![
            section.name.as_str().into(),
            section.about.as_str().into(),
            section.codec.as_str().into(),
            section.bytes.to_string().into(),
            share(section.bytes, about).to_string().into(),
        ]);
    }
    rows
}
