//! The weights file: named tensors in the safetensors format, and a few numbers in its metadata.

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use crate::error::{NetworkError, NetworkErrorKind};

/// A parsed weights file. Tensors are found by name and checked as they are loaded.
pub struct Weights<'a> {
    tensors: SafeTensors<'a>,
    heads: Option<String>,
}

impl<'a> Weights<'a> {
    /// Parses the bytes of a safetensors file, without copying any tensor.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, NetworkError> {
        let unreadable = |error: safetensors::SafeTensorError| NetworkErrorKind::Format(error.to_string());
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(unreadable)?;
        let heads = metadata.metadata().as_ref().and_then(|entries| entries.get("heads").cloned());
        let tensors = SafeTensors::deserialize(bytes).map_err(unreadable)?;
        Ok(Self { tensors, heads })
    }

    /// Attention heads, which no shape tells.
    pub(crate) fn heads(&self) -> Result<usize, NetworkError> {
        let found = self.heads.as_deref();
        let heads = found.and_then(|text| text.parse().ok()).filter(|&heads: &usize| heads > 0);
        let expected = "a positive number";
        let missing = || NetworkErrorKind::Metadata { key: "heads", expected, found: format!("{found:?}") };
        Ok(heads.ok_or_else(missing)?)
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    /// Rows and columns of a matrix, whatever its type.
    pub(crate) fn size(&self, name: &str) -> Result<[usize; 2], NetworkError> {
        let view = self.view(name)?;
        match *view.shape() {
            [rows, columns] if rows > 0 && columns > 0 => Ok([rows, columns]),
            _ => Err(wrong(name, "a matrix".to_owned(), &view)),
        }
    }

    /// A tensor of finite f32 numbers with the given shape.
    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, NetworkError> {
        let numbers: Vec<f32> = self
            .data(name, Dtype::F32, shape)?
            .chunks_exact(4)
            .map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]))
            .collect();
        if numbers.iter().all(|number| number.is_finite()) {
            Ok(numbers)
        } else {
            Err(NetworkErrorKind::NotFinite(name.to_owned()).into())
        }
    }

    /// A tensor of i8 numbers with the given shape, as the bytes of the file.
    pub(crate) fn bytes(&self, name: &str, shape: &[usize]) -> Result<&'a [u8], NetworkError> {
        self.data(name, Dtype::I8, shape)
    }

    fn data(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], NetworkError> {
        let view = self.view(name)?;
        if view.dtype() == dtype && view.shape() == shape {
            Ok(view.data())
        } else {
            Err(wrong(name, format!("{dtype:?} {shape:?}"), &view))
        }
    }

    fn view(&self, name: &str) -> Result<TensorView<'a>, NetworkError> {
        self.tensors.tensor(name).map_err(|_| NetworkErrorKind::Missing(name.to_owned()).into())
    }
}

fn wrong(name: &str, expected: String, view: &TensorView) -> NetworkError {
    let found = format!("{:?} {:?}", view.dtype(), view.shape());
    NetworkErrorKind::Tensor { name: name.to_owned(), expected, found }.into()
}
