//! Frames cut at every byte.

use std::collections::HashSet;
use std::ops::Range;

use ftpscope::network::{Decoded, Layer};

use super::{alone, cut, encapsulation, fragments, packets};

/// The headers of a TCP segment touch each other and cover the frame up to its end or its padding.
fn check_layers(name: &str, layers: &[(Layer, Range<usize>)], frame: &[u8]) {
    let mut at = 0;
    for (layer, range) in layers {
        assert_eq!(range.start, at, "{name}: {layer:?}");
        assert!(range.start < range.end && range.end <= frame.len(), "{name}: {layer:?}");
        at = range.end;
    }
}

#[test]
fn a_frame_cut_in_a_header_names_it_and_cut_behind_it_is_a_segment() {
    for (wrapping, packet) in encapsulation::ALL.iter().zip(packets().iter().cycle()).chain(
        // Each with the other version, too.
        encapsulation::ALL.iter().zip(packets().iter().rev().cycle()),
    ) {
        let name = wrapping.name;
        let frame = (wrapping.wrap)(packet);
        let mut whole_length = 0;
        let layers = alone(wrapping.link_type, &frame, |decoded| {
            let Decoded::Segment(segment) = decoded else { panic!("{name}: {decoded:?}") };
            assert_eq!(segment.payload, b"220 ready\r\n", "{name}");
            whole_length = segment.payload_length;
        });
        check_layers(name, &layers, &frame);
        let [.., (Layer::Tcp, tcp), (Layer::Payload, payload)] = layers.as_slice() else {
            panic!("{name}: {layers:?}");
        };
        assert_eq!(payload.len(), whole_length as usize, "{name}");
        for length in 0..frame.len() {
            let told = cut(wrapping.link_type, &frame[..length], frame.len(), |decoded| match decoded {
                Decoded::Segment(segment) => {
                    assert!(length >= tcp.start + 20, "{name} cut at {length}");
                    assert_eq!(segment.payload_length, whole_length, "{name} cut at {length}");
                    assert_eq!(
                        segment.payload.len(),
                        length.clamp(payload.start, payload.end) - payload.start
                    );
                }
                Decoded::Undecodable(layer) => {
                    assert!(length < tcp.start + 20, "{name} cut at {length}");
                    let place = layers.iter().position(|(_, range)| range.contains(&length)).unwrap();
                    let (cut, range) = &layers[place];
                    // Before the first byte of a packet its version is not known, and on a serial line not
                    // before the second byte whether it is PPP.
                    let is_unknown = match cut {
                        Layer::Ipv4 | Layer::Ipv6 | Layer::ControlWord => length == range.start,
                        Layer::CiscoHdlc => length < 2,
                        _ => false,
                    };
                    let before = place.checked_sub(1).map_or(Layer::Ppp, |place| layers[place].0);
                    let is_named = layer == *cut || is_unknown && [before, Layer::Ipv4].contains(&layer);
                    assert!(is_named, "{name} cut at {length} in {cut:?}: {layer:?}");
                }
                other => panic!("{name} cut at {length}: {other:?}"),
            });
            check_layers(name, &told, &frame[..length]);
        }
    }
}

#[test]
fn every_layer_is_told_in_some_frame() {
    let mut told = HashSet::from([Layer::Link]);
    for wrapping in encapsulation::ALL {
        for packet in packets() {
            let layers = alone(wrapping.link_type, &(wrapping.wrap)(&packet), |_| ());
            told.extend(layers.into_iter().map(|(layer, _)| layer));
        }
    }
    let pieces = fragments::pieces(&packets()[0], 8, 1);
    told.extend(alone(101, &pieces[0], |_| ()).into_iter().map(|(layer, _)| layer));
    let untold: Vec<_> = Layer::ALL.iter().filter(|layer| !told.contains(layer)).collect();
    assert!(untold.is_empty(), "{untold:?}");
    let names: HashSet<_> = Layer::ALL.iter().map(|layer| layer.name()).collect();
    assert_eq!(names.len(), Layer::ALL.len(), "two layers have one name");
}
